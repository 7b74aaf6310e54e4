import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal that names no content: one line for people, problem details for programs (RFC 9457). */
export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (!c.req.path.includes('/api/')) return c.text(`${message}\n`, status, headers);
  const problem = JSON.stringify({ type: 'about:blank', title: message, status });
  return c.body(problem, status, { 'Content-Type': 'application/problem+json', ...headers });
}
