import type { GraphWords } from '../domain/graph-words.ts';
import { plainText } from '../domain/plain-text.ts';
import { LEFT_OUT } from '../http/credentials/credential-guard.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { textIn } from '../http/json-body.ts';

/** The error in a refusing answer. */
interface StatedError {
  words: GraphWords;
  /** All codes and sentences of the error, including nested ones, to search for its meaning. */
  everything: string;
}

const DEEPEST = 5;

/** Names of fields that hold a code or a sentence, in upper or lower case. */
const SPEAKING = /^(code|errorcode|message|detail|reason|description|error_description|error|title|value)$/i;

/**
 * Reads the error of an answer. Graph sends `{"error":{"code","message","innerError"}}`; gateways in front of it
 * send OAuth's form, text, HTML or nothing.
 * Source: https://learn.microsoft.com/graph/errors
 */
export function statedError(answer: HttpAnswer): StatedError {
  const text = textIn(answer.body).trim();
  const json = parsed(text);
  const stated = json === undefined ? { message: withoutMarkup(text) } : inJson(json);
  // HTML comes from a web server in front of Graph, so it never explains a missing licence.
  const everything = json === undefined ? (isMarkup(text) ? '' : text) : sentencesIn(json).join('\n');
  return {
    words: {
      status: answer.status,
      code: plainText(stated.code ?? '', 64) || null,
      message: plainText(stated.message ?? '') || null,
      requestId: requestIdOf(answer) ?? null,
    },
    everything: everything.slice(0, 8_000),
  };
}

/** Returns the status and request-id of an answer that is no Graph error, but cannot be used. */
export function wordsOf(answer: Pick<HttpAnswer, 'status' | 'headers'>): GraphWords {
  return { status: answer.status, code: null, message: null, requestId: requestIdOf(answer) ?? null };
}

/** Returns Graph's `request-id` header, safe to store. */
export function requestIdOf({ headers }: Pick<HttpAnswer, 'headers'>): string | undefined {
  const id = headers['request-id'];
  return id === LEFT_OUT ? id : id?.replace(/[^\w-]/g, '').slice(0, 64) || undefined;
}

function inJson(json: unknown): { code?: string | undefined; message?: string | undefined } {
  const error = field(json, 'error');
  const source = typeof error === 'object' && error !== null ? error : json;
  const code = textOf(field(source, 'code')) ?? textOf(field(source, 'errorCode')) ?? textOf(error);
  const message =
    textOf(field(source, 'message')) ??
    textOf(field(json, 'error_description')) ??
    textOf(field(source, 'detail')) ??
    textOf(json);
  if (code !== undefined || message !== undefined) return { code, message };
  const rest = JSON.stringify(source);
  return { message: /^(\{\}|\[\]|null)$/.test(rest) ? undefined : rest };
}

/** Returns a field by its name, ignoring case, because services differ in it. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Returns a text, or the text in `{"lang", "value"}`, the form of older OData services. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number') return String(value);
  const inner = field(value, 'value');
  return typeof inner === 'string' ? inner.trim() || undefined : undefined;
}

function sentencesIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return depth === 0 ? [value] : [];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && SPEAKING.test(key) ? [inner] : sentencesIn(inner, depth + 1),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMarkup(text: string): boolean {
  return /^\s*(<!doctype|<html|<\?xml|<head|<body)/i.test(text);
}

/** Returns the text of an HTML document, so that the cut to 256 characters does not keep its style sheet. */
function withoutMarkup(text: string): string {
  if (!isMarkup(text)) return text;
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ');
}
