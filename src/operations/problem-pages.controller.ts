import { applyDecorators, Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { answerType, Gives } from '../http/accept.js';
import { vary } from '../http/conditional.js';
import { ProblemResponses } from '../http/documented.js';
import {
  PROBLEM_PAGE_POLICY,
  problemHtml,
  problemListHtml,
  ruleHtml,
} from '../http/problem-pages/problem-html.js';
import {
  problemList,
  ProblemListAnswer,
  problemPage,
  ProblemPageAnswer,
  rulePage,
  RulePageAnswer,
} from '../http/problem-pages/problem-pages.js';
import { notFound } from '../http/problem.js';

/** Programs that take anything get JSON; browsers name HTML. */
const FORMS = ['application/json', 'text/html'] as const;

/** The pages change with a release only. */
const KEPT_SECONDS = 3600;

/** Explains problems and rules, as HTML for people and as JSON for programs. */
@ApiTags('operations')
@Controller('problems')
export class ProblemPagesController {
  @Get()
  @ExplainsAs('Every type of problem (RFC 9457), and every rule that can refuse', ProblemListAnswer)
  listProblems(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answered(problemList(), problemListHtml, request, reply);
  }

  @Get(':code')
  @ExplainsAs('What a type of problem means, and what helps', ProblemPageAnswer)
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @ProblemResponses('not-found')
  getProblem(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = problemPage(code);
    if (!page) throw notFound('problem type', code);
    return answered(page, problemHtml, request, reply);
  }

  @Get('rules/:rule')
  @ExplainsAs('What a rule demands, why, and what helps', RulePageAnswer)
  @ApiParam({ name: 'rule', schema: { type: 'string' } })
  @ProblemResponses('not-found')
  getRule(
    @Param('rule') rule: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = rulePage(rule);
    if (!page) throw notFound('rule', rule);
    return answered(page, ruleHtml, request, reply);
  }
}

/** What the routes of these pages have in common. */
function ExplainsAs(summary: string, answer: TSchema): MethodDecorator {
  return applyDecorators(
    AllowedTo('public'),
    Gives(...FORMS),
    ApiOperation({ summary }),
    ApiResponse({
      status: 200,
      description: summary,
      content: {
        'application/json': { schema: answer },
        'text/html': { schema: { type: 'string' } },
      },
    }),
    ProblemResponses('not-acceptable'),
  );
}

function answered<Page>(
  page: Page,
  html: (page: Page) => string,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Page | string {
  vary(reply, 'Accept');
  void reply.header('Cache-Control', `public, max-age=${KEPT_SECONDS}`);
  if (answerType(headers.accept, FORMS) === 'application/json') return page;
  void reply.header('Content-Security-Policy', PROBLEM_PAGE_POLICY);
  void reply.type('text/html; charset=utf-8');
  return html(page);
}
