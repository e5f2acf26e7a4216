import { Controller, Get, Module, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

import { ChoicesParameter } from './fields.js';
import { ProblemFilter } from './problem.filter.js';
import { validation } from './validation.js';

const COLORS = ['red', 'green', 'blue'] as const;

class PaintQuery {
  @ChoicesParameter(COLORS, { description: 'Which colors.' })
  colors?: readonly (typeof COLORS)[number][];
}

@Controller()
class Paints {
  @Get('paints')
  list(@Query() query: PaintQuery) {
    return query;
  }
}

@Module({ controllers: [Paints] })
class PaintShop {}

describe('some of a closed set in a query string', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const options = { logger: false } as const;
    app = await NestFactory.create<NestFastifyApplication>(
      PaintShop,
      new FastifyAdapter(),
      options,
    );
    app.useGlobalPipes(validation).useGlobalFilters(new ProblemFilter());
    await app.init();
  });
  afterAll(() => app.close());

  it.each([
    ['', {}],
    ['colors=green', { colors: ['green'] }],
    ['colors=blue,red', { colors: ['red', 'blue'] }],
    ['colors=blue&colors=red', { colors: ['red', 'blue'] }],
    ['colors=blue,red&colors=green&colors=red,blue', { colors: ['red', 'green', 'blue'] }],
    ['colors=blue%2Cred', { colors: ['red', 'blue'] }],
  ])('%s is read', async (query, read) => {
    const { statusCode, body } = await app.inject(`/paints?${query}`);
    expect({ statusCode, body: JSON.parse(body) as unknown }).toEqual({
      statusCode: 200,
      body: read,
    });
  });

  it.each([
    'colors=',
    'colors=pink',
    'colors=red,',
    'colors=,',
    'colors=Red',
    'colors=red,%20blue',
    'colors=red&colors=pink',
    'colors=red,red,red,red,pink',
  ])('%s is refused with the values that there are', async (query) => {
    const { statusCode, body } = await app.inject(`/paints?${query}`);
    expect(statusCode).toBe(422);
    const detail = 'must be one or more of red, green, blue';
    expect(JSON.parse(body)).toMatchObject({ errors: [{ pointer: '/colors', detail }] });
  });

  it('is described as an array, each item of which is a parameter', () => {
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    expect(paths['/paints']?.get?.parameters).toEqual([
      {
        name: 'colors',
        in: 'query',
        required: false,
        description: 'Which colors. Several by commas, or by the parameter given again.',
        style: 'form',
        explode: true,
        schema: {
          type: 'array',
          items: { type: 'string', enum: ['red', 'green', 'blue'] },
          minItems: 1,
          maxItems: 3,
          uniqueItems: true,
        },
      },
    ]);
  });
});
