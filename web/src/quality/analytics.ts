import type { Schemas } from "../api/client";

/** What all conversations of an account come to. */
export type Analytics = Schemas["AccountAnalytics"];
