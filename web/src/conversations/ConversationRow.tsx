import { Menu } from "@base-ui/react/menu";
import { memo } from "react";
import { Link } from "wouter";
import type { Confidence, Conversation, Schemas } from "../api/client";
import { useHasDraft } from "../app/drafts";
import { prepare } from "../app/pages";
import { outgoingKey } from "../conversation/delivery";
import { Button } from "../ui/Button";
import { ago, count, exactly } from "../ui/format";
import { Icon } from "../ui/Icon";
import type { Settable } from "./queries";

export type Hit = Schemas["SearchHit"];

const LOOKS: Readonly<Record<Confidence, readonly [string, string]>> = {
  HIGH: ["good", "High confidence"],
  MEDIUM: ["warn", "Medium confidence"],
  LOW: ["bad", "Low confidence"],
};

export function ConfidenceChip({ value }: { value: Confidence }) {
  const [look, words] = LOOKS[value];
  return <span className={`chip ${look}`}>{words}</span>;
}

/** Where a row leads: to the turn that was found, where one was. */
export const addressOf = (one: Conversation, hit: Hit | undefined): string =>
  `/conversations/${one.id}${hit ? `?turn=${hit.seq}` : ""}`;

interface Props {
  one: Conversation;
  hit: Hit | undefined;
  current: boolean;
  onSet: (one: Conversation, status: Settable) => void;
  onDelete: (one: Conversation) => void;
}

/** A conversation in the list; all of it leads there. */
export const ConversationRow = memo(function ConversationRow({ one, hit, current, onSet, onDelete }: Props) {
  const archived = one.status === "archived";
  const isUnsent = useHasDraft(outgoingKey(one.id));
  return (
    <li className="conversation-row" data-current={current} data-id={one.id}>
      <div>
        <Link
          className="name"
          href={addressOf(one, hit)}
          onPointerEnter={() => prepare("/conversations")}
          onFocus={() => prepare("/conversations")}
        >
          {one.name}
        </Link>
        <p className="facts">
          <span>{count(one.turns_count, "turn")}</span>
          <time dateTime={one.updated_at} title={exactly(one.updated_at)}>
            {ago(one.updated_at)}
          </time>
          {one.description && <span className="clip">{one.description}</span>}
        </p>
        {hit && (
          <p className="snippet">
            <span className="small">{hit.speaker}: </span>
            <bdi>
              {hit.snippet.map((part, index) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
                part.found ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
              )}
            </bdi>
            {hit.turns > 1 && (
              <span className="small">
                {" "}
                and {hit.turns < 20 ? "" : "at least "}
                {count(hit.turns - 1, "more turn")}
              </span>
            )}
          </p>
        )}
      </div>
      <div className="end">
        {isUnsent && <span className="chip warn">Words not sent</span>}
        {one.status !== "active" && <span className="chip">{one.status}</span>}
        {one.average_confidence_score && one.status === "active" && (
          <ConfidenceChip value={one.average_confidence_score} />
        )}
        <Menu.Root>
          <Menu.Trigger
            render={<Button kind="quiet" small icon="more" aria-label={`More for ${one.name}`} />}
          />
          <Menu.Portal>
            <Menu.Positioner align="end" sideOffset={4} className="popup-place">
              <Menu.Popup className="popup">
                {one.status !== "completed" && (
                  <Menu.Item className="menu-item" onClick={() => onSet(one, "completed")}>
                    <Icon name="check" /> Mark as completed
                  </Menu.Item>
                )}
                {one.status !== "active" && one.status !== "paused" && (
                  <Menu.Item className="menu-item" onClick={() => onSet(one, "active")}>
                    <Icon name="undo" /> Bring back
                  </Menu.Item>
                )}
                {!archived && (
                  <Menu.Item className="menu-item" onClick={() => onSet(one, "archived")}>
                    <Icon name="archive" /> Archive
                  </Menu.Item>
                )}
                <Menu.Item className="menu-item danger" onClick={() => onDelete(one)}>
                  <Icon name="trash" /> Delete
                </Menu.Item>
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      </div>
    </li>
  );
});
