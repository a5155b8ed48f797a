import { z } from 'zod';
import { REFUSALS } from '../safety/refusal.ts';
import { searchSchema } from '../search/search-state.ts';
import { attemptSchema } from '../try/attempt-json.ts';
import {
  documentSchema,
  entitiesAnswerSchema,
  entityAnswerSchema,
  partSchema,
  refusalSchema,
  searchAnswerSchema,
} from './answers.ts';
import { archiveSchema, comparisonSchema } from './archive-answers.ts';

const id = { schema: { type: 'integer', minimum: 1 } } as const;

/** Which entities are listed. */
export const entitiesSchema = searchSchema.pick({ type: true, limit: true });

/** What can be asked for: the one list from which `openapi.json` is made and by which answers are tested. */
export const API = {
  '/api/search': {
    get: { summary: 'Search by name, law, case number or words', query: searchSchema, answer: searchAnswerSchema },
  },
  '/api/documents/{id}': { get: { summary: 'A document without its text', answer: documentSchema } },
  '/api/documents/{id}/pages/{number}': {
    get: { summary: 'A page, or a part of a document without pages, with its mentions', answer: partSchema },
  },
  '/api/entities': {
    get: { summary: 'The entities that are named most', query: entitiesSchema, answer: entitiesAnswerSchema },
  },
  '/api/entities/{id}': {
    get: { summary: 'An entity, and how, when and with whom it is named', answer: entityAnswerSchema },
  },
  '/api/archive': { get: { summary: 'Stages, failures and models', answer: archiveSchema } },
  '/api/compare/{a}/{b}': { get: { summary: 'Where two models differ on stored documents', answer: comparisonSchema } },
  '/api/try': {
    post: {
      summary: 'Entities of a text or file, by one model or two; nothing is stored',
      answer: attemptSchema,
      body: z.object({
        text: z.string().optional(),
        a: z.string().optional().describe('beginning of a model’s hash, 8 digits or more'),
        b: z.string().optional().describe('a second model'),
      }),
    },
  },
} as const satisfies Record<string, Partial<Record<'get' | 'post', Operation>>>;

interface Operation {
  readonly summary: string;
  readonly answer: z.ZodType;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

/** The description of the API (OpenAPI 3.1). */
export function openApi(): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Acervo',
      version: '1',
      description: 'What an archive of court documents names. Positions count Unicode code points. Read only.',
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{}, { token: [] }],
    paths: Object.fromEntries(
      Object.entries(API).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [method, describe(path, operation)]),
        ),
      ]),
    ),
  };
}

function describe(path: string, { summary, answer, query, body }: Operation): Record<string, unknown> {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, ...id }));
  const inQuery = Object.entries(query === undefined ? {} : (jsonSchema(query, 'input')['properties'] ?? {})).map(
    ([name, schema]) => ({ name, in: 'query', required: false, schema }),
  );
  const json = (schema: z.ZodType) => ({ 'application/json': { schema: jsonSchema(schema, 'output') } });
  return {
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            content: {
              'application/json': { schema: jsonSchema(body, 'input') },
              'multipart/form-data': {
                schema: {
                  allOf: [
                    jsonSchema(body, 'input'),
                    { properties: { file: { contentMediaType: 'application/octet-stream' } } },
                  ],
                },
              },
            },
          },
        }),
    responses: {
      200: { description: 'The answer', content: json(answer) },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([name, status]) => [status, { description: name, content: json(refusalSchema) }]),
      ),
    },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
