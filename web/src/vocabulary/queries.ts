import { api, body, type Schemas } from "../api/client";

export type Term = Schemas["VocabularyTerm"];
export type NewTerm = Schemas["NewVocabularyTerm"];

/** Whose words: of one conversation, or of the account, which hold in all. */
export type Owner = string | null;

/** More than anybody reads; the rest is found by their letters through the API. */
const READ = 1000;

export const vocabularyKey = (owner: Owner) => ["vocabulary", owner ?? "account"];

export const read = (owner: Owner, signal: AbortSignal) =>
  body(
    owner === null
      ? api.GET("/api/v1/vocabulary", { params: { query: { limit: READ } }, signal })
      : api.GET("/api/v1/conversations/{id}/vocabulary", {
          params: { path: { id: owner }, query: { limit: READ } },
          signal,
        }),
  );

export const add = (owner: Owner, term: NewTerm) =>
  body(
    owner === null
      ? api.POST("/api/v1/vocabulary", { body: term })
      : api.POST("/api/v1/conversations/{id}/vocabulary", { params: { path: { id: owner } }, body: term }),
  );

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
    bodySerializer: (plain: string) => plain,
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
