import { applyDecorators, Controller, Get, Param, Req, Res } from '@nestjs/common';
import {
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { answerType, Gives } from '../http/accept.js';
import { vary } from '../http/conditional.js';
import { MayAnswer } from '../http/documented.js';
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
  @ExplainsAs({
    summary: 'Every type of problem (RFC 9457), and every rule that can refuse',
    description: 'With the addresses of their pages.',
    answer: ProblemListAnswer,
  })
  listProblems(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answered(problemList(), problemListHtml, request, reply);
  }

  @Get(':code')
  @ExplainsAs({
    summary: 'What a type of problem means, and what helps',
    description: 'The `type` of every problem document leads here.',
    answer: ProblemPageAnswer,
    named: { name: 'code', example: 'invalid' },
  })
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
  @ExplainsAs({
    summary: 'What a rule demands, why, and what helps',
    description: 'The `help` of a problem document that names a `rule` leads here.',
    answer: RulePageAnswer,
    named: { name: 'rule', example: 'claim-unknown' },
  })
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

interface Explanation {
  readonly summary: string;
  readonly description: string;
  readonly answer: TSchema;
  /** What the path names. */
  readonly named?: { readonly name: string; readonly example: string };
}

/** What the routes of these pages have in common. */
function ExplainsAs({ summary, description, answer, named }: Explanation): MethodDecorator {
  const parameter = named && {
    name: named.name,
    schema: { type: 'string', examples: [named.example] },
  };
  return applyDecorators(
    AllowedTo('public'),
    Gives(...FORMS),
    ApiOperation({ summary, description }),
    ...(parameter ? [ApiParam(parameter)] : []),
    ApiResponse({
      status: 200,
      description: `${summary}\n\n\`Accept: text/html\` asks for: a page for people.`,
      content: { 'application/json': { schema: answer } },
      'x-accept': {
        'text/html': { description: 'A page for people.', schema: { type: 'string' } },
      },
    } as ApiResponseOptions),
    MayAnswer('not-acceptable', ...(named ? (['not-found'] as const) : [])),
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
