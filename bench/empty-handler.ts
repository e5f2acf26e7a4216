import 'reflect-metadata';

import { Body, Controller, Module, Post } from '@nestjs/common';
import { APP_PIPE, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';

import { ClaimBody } from '../src/claims/commands/record-claim.js';
import { readBodies } from '../src/http/bodies.js';
import { validation } from '../src/http/validation.js';

/** `POST /v1/claims` with the ledger's body reading and DTO, and nothing behind it. */
@Controller('v1/claims')
class EmptyHandler {
  @Post()
  record(@Body() _body: ClaimBody) {
    return { id: uuidv7(), revision: 0, position: '0000000000000001' };
  }
}

@Module({
  controllers: [EmptyHandler],
  providers: [{ provide: APP_PIPE, useValue: validation }],
})
class EmptyModule {}

const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
  logger: false,
  bodyParser: false,
});
const MEGABYTE = 1024 * 1024;
readBodies(app, {
  maxRawBytes: MEGABYTE,
  receive: () => Promise.reject(new Error('there is no such route')),
  maxBytesUnderWay: 128 * MEGABYTE,
  maxBytesUnderWayOfMember: 32 * MEGABYTE,
});
await app.listen(0, '127.0.0.1');
process.stdout.write(`${JSON.stringify({ url: await app.getUrl() })}\n`);
process.once('SIGTERM', () => void app.close());
