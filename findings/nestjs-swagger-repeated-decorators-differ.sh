#!/usr/bin/env bash
# @nestjs/swagger@12.0.2 (npm, MIT) with @nestjs/platform-fastify@12.5.0 (npm, MIT): what a decorator that
# stands twice on one method comes to, as happens where shared ones are composed with `applyDecorators`.
#
# Expected from memory: decorators are applied from below upwards, and what is applied last replaces what
# was there, or else all of them add to it; in either case the same for all of one library.
# Seen (node@20.20.2): four ways in one library. `@ApiOperation` has what is written above;
# `@ApiExtension` of one key, and `@ApiHeader` of one name, what is written below, and the other is lost without
# a word; `@ApiTags` has both; `@ApiResponse` of one status has both descriptions in one text, with an empty line
# between them. Of Fastify's `@RouteConfig` the one above replaces the other whole, also where they have
# different keys.
# So: an extension that several decorators add to, such as the errors of an operation, must be collected
# before it is written once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit @nestjs/common@12.5.1 @nestjs/core@12.5.1 \
  @nestjs/platform-fastify@12.5.0 @nestjs/swagger@12.0.2 reflect-metadata@0.2.2 rxjs@7.8.2
cat >main.mjs <<'EOF'
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, RouteConfig } from '@nestjs/platform-fastify';
import * as swagger from '@nestjs/swagger';

class Ships {
  list() {
    return [];
  }
}
const twice = (make) => [make('below'), make('above')];
const decorators = [
  Get(),
  ...twice((where) => swagger.ApiOperation({ summary: where })),
  ...twice((where) => swagger.ApiExtension('x-errors', [where])),
  ...twice((where) => swagger.ApiHeader({ name: 'Accept-Language', description: where })),
  ...twice((where) => swagger.ApiTags(where)),
  ...twice((where) => swagger.ApiResponse({ status: 200, description: where })),
  ...twice((where) => RouteConfig({ [where]: true })),
];
const descriptor = Object.getOwnPropertyDescriptor(Ships.prototype, 'list');
for (const decorate of decorators) decorate(Ships.prototype, 'list', descriptor);
Controller('ships')(Ships);
class Harbour {}
Module({ controllers: [Ships] })(Harbour);

const adapter = new FastifyAdapter();
const configs = [];
adapter.getInstance().addHook('onRoute', ({ method, config }) => {
  if (method === 'GET') configs.push(config);
});
const app = await NestFactory.create(Harbour, adapter, { logger: false });
const { paths } = swagger.SwaggerModule.createDocument(app, new swagger.DocumentBuilder().build());
await app.init();
const { summary, tags, parameters, responses, 'x-errors': errors } = paths['/ships'].get;
const places = (names) => names.filter((name) => /^(?:above|below)$/.test(name)).join();
console.log('operation:', summary);
console.log('extension:', errors.join());
console.log('header:', parameters[0].description);
console.log('tags:', places(tags));
console.log('response:', responses[200].description.split('\n').join('|'));
console.log('route config:', places(Object.keys(configs[0])));
await app.close();
EOF
found=$(node main.mjs)
echo "$found"
expected='operation: above
extension: below
header: below
tags: below,above
response: below||above
route config: above'
[ "$found" = "$expected" ] || { echo 'It is otherwise now.'; exit 1; }
echo 'As told: decorators that stand twice are joined in four ways.'
