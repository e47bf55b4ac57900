import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { untilReached } from "../api/errors";

export type Template = Schemas["PromptTemplate"];
export type Facts = Schemas["PromptFacts"];
export type Comparison = Schemas["AbTestComparison"];
export type Question = Schemas["ModelQuestion"];
export type ModelEdit = Schemas["ModelEdit"];
export type Analysis = Schemas["PromptAnalysis"];
export type Simulation = Schemas["PromptSimulation"];

const ROOM = "prompts";
const templatesKey = [ROOM, "templates"];
const testsKey = [ROOM, "tests"];
const RUNNING_MS = 5_000;

const modelKey = ["health", "model"];

/** The configured language model and how it has answered lately; null where there is none. */
export function useModel() {
  return useQuery({
    queryKey: modelKey,
    queryFn: async ({ signal }) => (await body(api.GET("/health", { signal }))).language_model,
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: templatesKey,
    queryFn: ({ signal }) => body(api.GET("/api/v1/prompt-engineering/templates", { signal })),
  });
}

/** All versions of each name, in the order of the server: the one in use first. */
export function byName(templates: readonly Template[]): ReadonlyMap<string, readonly Template[]> {
  const names = new Map<string, Template[]>();
  for (const one of templates) {
    const versions = names.get(one.name);
    versions === undefined ? names.set(one.name, [one]) : versions.push(one);
  }
  for (const versions of names.values()) {
    versions.sort((a, b) => b.version - a.version);
  }
  return names;
}

export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly template: string;
}

export interface Sample {
  readonly raw_text: string;
  readonly conversation_context: string;
  readonly cleaning_level: string;
}

/** Tries a stored version on a text; a model that is configured is asked in earnest. */
export function useSimulate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ template, sample }: { template: Template; sample: Sample }) => ({
      sample,
      came: await body(
        api.POST("/api/v1/prompt-engineering/templates/{template_id}/simulate", {
          params: { path: { template_id: template.id } },
          body: { variables: sample },
        }),
      ),
    }),
    onSettled: () => queries.invalidateQueries({ queryKey: modelKey }),
  });
}

/** The question that a stored version makes of a text. */
export function useRender() {
  return useMutation({
    mutationFn: ({ template, sample }: { template: Template; sample: Sample }) =>
      body(
        api.POST("/api/v1/prompt-engineering/templates/{template_id}/render", {
          params: { path: { template_id: template.id } },
          body: { variables: sample },
        }),
      ),
  });
}

/** Writes a template: the next version of `before`, or a new one. */
export function useWrite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ before, draft }: { before: Template | null; draft: Draft }) =>
      body(
        before === null
          ? api.POST("/api/v1/prompt-engineering/templates", { body: draft })
          : api.PUT("/api/v1/prompt-engineering/templates/{template_id}", {
              params: { path: { template_id: before.id } },
              body: draft,
            }),
      ),
    onSuccess: (written) => {
      // The page shows it at once; the list's own order comes with the next answer.
      queries.setQueryData<Template[]>(templatesKey, (all) => all && [...all, written]);
      return queries.invalidateQueries({ queryKey: templatesKey });
    },
  });
}

export function useActivate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (template: Template) =>
      body(
        api.POST("/api/v1/prompt-engineering/templates/{template_id}/activate", {
          params: { path: { template_id: template.id } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: [ROOM] }),
  });
}

/** The latest comparisons; followed while one of them runs. */
export function useTests(enabled: boolean) {
  return useQuery<Comparison[]>({
    queryKey: testsKey,
    enabled,
    refetchInterval: (query) =>
      query.state.data?.some((one) => one.test.status === "active") ? RUNNING_MS : untilReached(query),
    queryFn: ({ signal }) => body(api.GET("/api/v1/prompt-engineering/ab-tests", { signal })),
  });
}

export function useBegin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Schemas["NewAbTest"]) =>
      body(api.POST("/api/v1/prompt-engineering/ab-tests", { body: wanted })),
    onSettled: () => queries.invalidateQueries({ queryKey: testsKey }),
  });
}

export function useEnd() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      body(
        api.POST("/api/v1/prompt-engineering/ab-tests/{test_id}/end", {
          params: { path: { test_id: id } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: testsKey }),
  });
}

export function useInsights(days: number) {
  return useQuery({
    queryKey: [ROOM, "insights", days],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/prompt-engineering/insights", { params: { query: { days } }, signal })),
  });
}

/** What a model was asked about a turn, or would be. */
export function useAnalysis(turnId: string | null) {
  return useQuery({
    queryKey: [ROOM, "turn", turnId],
    enabled: turnId !== null,
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/prompt-engineering/turns/{turn_id}/prompt-analysis", {
          params: { path: { turn_id: turnId ?? "" } },
          signal,
        }),
      ),
  });
}
