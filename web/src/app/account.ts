import { useQuery } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { session } from "../api/session";

export const accountKey = ["account"];

/** Who is signed in, as the server knows it. */
export function useAccount() {
  return useQuery({
    queryKey: accountKey,
    queryFn: ({ signal }) => body(api.GET("/api/v1/account", { signal })),
  });
}

/** Whether this person may change what concerns everybody; in development everybody may. */
export function useMayOperate(): boolean {
  return useAccount().data?.role === "admin" || session.development;
}
