import type { IconName } from "../ui/Icon";
import type { ActionId } from "./actions";

export interface Place {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  readonly action: ActionId;
}

/** What the bar leads to. */
export const PLACES: readonly Place[] = [
  { path: "/", name: "Conversations", icon: "list", action: "go.conversations" },
  { path: "/speak", name: "Speak", icon: "microphone", action: "go.speak" },
  { path: "/import", name: "Import", icon: "import", action: "go.import" },
  { path: "/quality", name: "Quality", icon: "chart", action: "go.quality" },
  { path: "/performance", name: "Performance", icon: "gauge", action: "go.performance" },
  { path: "/lab", name: "Lab", icon: "flask", action: "go.lab" },
];

/** The parts of the lab. */
export const LAB_PLACES = [
  ["/lab", "Bench"],
  ["/lab/prompts", "Prompts"],
] as const;
