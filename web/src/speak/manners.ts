import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";

export type Manners = Schemas["Preferences"];

/** The manner of replies where none was chosen. */
export const USUAL = "friendly_neutral";

const KEY = ["speak", "preferences"];

/** Which manners of replies there are. */
export const usePersonalities = () =>
  useQuery({
    queryKey: ["speak", "personalities"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => body(api.GET("/api/v2/conversations/personalities", { signal })),
  });

/** How this account likes to be spoken with. */
export const useManners = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => body(api.GET("/api/v2/preferences", { signal })),
  });

/** Changes a part of that; the rest stays as the server has it. */
export function useChangeManners() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: Partial<Manners>) => {
      const known = await body(api.GET("/api/v2/preferences", {}));
      return body(api.PUT("/api/v2/preferences", { body: { ...known, ...change } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
