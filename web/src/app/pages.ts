import { part } from "./parts";

/** The parts that are loaded when they are needed, by the first word of their addresses. */
const LOADERS = {
  conversations: () => import("../conversation/ConversationPage"),
  import: () => import("../transfer/ImportPage"),
  lab: () => import("../lab/LabPage"),
  performance: () => import("../performance/PerformancePage"),
  prompts: () => import("../prompts/PromptsPage"),
  quality: () => import("../quality/QualityPage"),
  settings: () => import("../settings/SettingsPage"),
  speak: () => import("../speak/SpeakPage"),
} as const;

export const ConversationPage = part(LOADERS.conversations);
export const ImportPage = part(LOADERS.import);
export const LabPage = part(LOADERS.lab);
export const PerformancePage = part(LOADERS.performance);
export const PromptsPage = part(LOADERS.prompts);
export const QualityPage = part(LOADERS.quality);
export const SettingsPage = part(LOADERS.settings);
export const SpeakPage = part(LOADERS.speak);

/** Loads what an address needs before it is gone to: who points at a link mostly follows it. */
export function prepare(path: string): void {
  const load = LOADERS[path.split("/")[1] as keyof typeof LOADERS];
  // What fails now is tried again, and told, when it is really needed.
  load?.().catch(() => undefined);
}
