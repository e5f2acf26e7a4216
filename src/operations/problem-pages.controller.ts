import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import Type from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { Gives } from '../http/accept.js';
import { ProblemResponses } from '../http/documented.js';
import { notFound, PROBLEMS, type ProblemCode } from '../http/problem.js';

const ProblemTypeAnswer = Type.Object({
  type: Type.String({ description: '`/problems/<code>`' }),
  status: Type.Integer(),
  title: Type.String(),
});

@ApiTags('operations')
@Controller()
export class ProblemTypesController {
  @Get('problems/:code')
  @AllowedTo('public')
  @Gives('application/json')
  @ApiOperation({ summary: 'What a problem type means (RFC 9457)' })
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @ApiResponse({ status: 200, description: 'Its status and title.', schema: ProblemTypeAnswer })
  @ProblemResponses('not-found', 'not-acceptable')
  problem(@Param('code') code: string) {
    if (!Object.hasOwn(PROBLEMS, code)) throw notFound('problem type', code);
    return { type: `/problems/${code}`, ...PROBLEMS[code as ProblemCode] };
  }
}
