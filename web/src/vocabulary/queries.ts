import { api, body, type Schemas } from "../api/client";

export type Term = Schemas["VocabularyTerm"];
export type NewTerm = Schemas["NewVocabularyTerm"];

/** Whose words: of one conversation, or of the account, which hold in all. */
export type Owner = string | null;

/** More than anybody reads; the rest is read when a word is looked for. */
const READ = 1000;
/** As many as a vocabulary may have. */
const ALL = 10_000;

export const vocabularyKey = (owner: Owner) => ["vocabulary", owner ?? "account"];

const list = (owner: Owner, limit: number, signal?: AbortSignal) => {
  const query = { limit };
  const how = signal === undefined ? {} : { signal };
  return body(
    owner === null
      ? api.GET("/api/v1/vocabulary", { params: { query }, ...how })
      : api.GET("/api/v1/conversations/{id}/vocabulary", { params: { path: { id: owner }, query }, ...how }),
  );
};

export const read = (owner: Owner, signal: AbortSignal) => list(owner, READ, signal);
export const readAll = (owner: Owner, signal: AbortSignal) => list(owner, ALL, signal);

export const add = (owner: Owner, term: NewTerm) =>
  body(
    owner === null
      ? api.POST("/api/v1/vocabulary", { body: term })
      : api.POST("/api/v1/conversations/{id}/vocabulary", { params: { path: { id: owner } }, body: term }),
  );

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Adds a word. Where it is known already, what it sounds like is added to what was known, as the server
 * would put the one in the place of the other; the word as it was known then, else null.
 */
export async function learn(owner: Owner, term: NewTerm): Promise<Term | null> {
  const { terms } = await list(owner, ALL);
  const known = terms.find((one) => isSame(one.term, term.term));
  if (known === undefined) {
    await add(owner, term);
    return null;
  }
  const more = (term.sounds_like ?? []).filter((one) => !known.sounds_like.some((has) => isSame(has, one)));
  await add(owner, {
    term: term.term,
    sounds_like: [...known.sounds_like, ...more],
    never_change: term.never_change || (known.never_change && more.length === 0),
  });
  return known;
}

export const replace = (owner: Owner, term_id: string, term: NewTerm) =>
  body(
    owner === null
      ? api.PUT("/api/v1/vocabulary/{term_id}", { params: { path: { term_id } }, body: term })
      : api.PUT("/api/v1/conversations/{id}/vocabulary/{term_id}", {
          params: { path: { id: owner, term_id } },
          body: term,
        }),
  );

export const remove = (owner: Owner, term_id: string) =>
  body(
    owner === null
      ? api.DELETE("/api/v1/vocabulary/{term_id}", { params: { path: { term_id } } })
      : api.DELETE("/api/v1/conversations/{id}/vocabulary/{term_id}", {
          params: { path: { id: owner, term_id } },
        }),
  );

/** Sends many terms as they are written, in lines or as CSV. */
export const importTerms = (owner: Owner, text: string, csv: boolean) => {
  const sent = {
    body: text,
    bodySerializer: () => text,
    headers: { "Content-Type": csv ? "text/csv" : "text/plain" },
  };
  return body(
    owner === null
      ? api.POST("/api/v1/vocabulary/import", sent)
      : api.POST("/api/v1/conversations/{id}/vocabulary/import", {
          ...sent,
          params: { path: { id: owner } },
        }),
  );
};
