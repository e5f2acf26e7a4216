import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { Server, type ServiceError, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { sendUnaryData, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';

import { batchAppend } from './batch-append.js';
import { clusterOfOne } from './messages.js';
import type { NodeState } from './node-state.js';
import { read } from './reading.js';
import { notSpoken } from './refusals.js';
import { singleAppend } from './single-append.js';

/**
 * What a real server allows (TFConsts.EffectiveMaxLogRecordSize), and not the 4 MiB of gRPC's own. More is
 * refused by gRPC itself: with the same status as a real server's, in other words.
 */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024 - 10_000;

const VERSION = '26.0.3';

/** A gRPC server that answers the calls of a ledger's client out of this node. */
export function grpcServer(node: NodeState, nodeId: string, port: () => number): Server {
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  server.addService(streamsServices.StreamsService, streamsService(node));
  server.addService(featuresServices.ServerFeaturesService, {
    getSupportedMethods(
      _: ServerUnaryCall<shared.Empty, features.SupportedMethods>,
      callback: sendUnaryData<features.SupportedMethods>,
    ) {
      const { refuse } = node.faults.serverFeatures.take();
      if (refuse === undefined) callback(null, supportedMethods());
      else callback(refuse);
    },
  });
  server.addService(gossipServices.GossipService, {
    read(
      _: ServerUnaryCall<shared.Empty, gossip.ClusterInfo>,
      callback: sendUnaryData<gossip.ClusterInfo>,
    ) {
      callback(null, clusterOfOne(nodeId, '127.0.0.1', port()));
    },
  });
  return server;
}

function streamsService(node: NodeState): UntypedServiceImplementation {
  const refuse = (what: string) => (_: unknown, callback: (error: Partial<ServiceError>) => void) =>
    callback(notSpoken(what));
  return {
    read: (call: Parameters<typeof read>[1]) => void read(node, call),
    append: (
      call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
      callback: sendUnaryData<streams.AppendResp>,
    ) => void singleAppend(node, call, callback),
    batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(node, call),
    delete: refuse('Delete'),
    tombstone: refuse('Tombstone'),
  };
}

/** Lists the methods as a real server of 24.10 does: names in lower case, with the features of each. */
function supportedMethods(): features.SupportedMethods {
  const spoken: readonly (readonly [service: string, method: string, features: string[]])[] = [
    ['streams.streams', 'read', ['position', 'events']],
    ['streams.streams', 'append', []],
    ['streams.streams', 'delete', []],
    ['streams.streams', 'tombstone', []],
    ['streams.streams', 'batchappend', ['deadline_duration']],
    ['gossip.gossip', 'read', []],
    ['server_features.serverfeatures', 'getsupportedmethods', []],
  ];
  const methods = spoken.map(([service, method, list]) =>
    new features.SupportedMethod()
      .setServiceName(`event_store.client.${service}`)
      .setMethodName(method)
      .setFeaturesList(list),
  );
  return new features.SupportedMethods()
    .setEventStoreServerVersion(VERSION)
    .setMethodsList(methods);
}
