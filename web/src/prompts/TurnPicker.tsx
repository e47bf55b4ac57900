import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { isLumen } from "../conversation/pieces";
import { Failure } from "../ui/Failure";

const CONVERSATIONS = 50;
const TURNS = 100;
const LONGEST = 90;

/** Picks one of the latest turns of people out of one of the latest conversations. */
export function TurnPicker({ onPick }: { onPick: (turnId: string) => void }) {
  const [id, setId] = useState("");
  const conversations = useQuery({
    queryKey: ["prompts", "conversations"],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/conversations", { params: { query: { page: 1, per_page: CONVERSATIONS } }, signal }),
      ),
  });
  const one = conversations.data?.conversations.find((each) => each.id === id);
  const turns = useQuery({
    queryKey: ["prompts", "turns", id],
    enabled: one !== undefined,
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/conversations/{id}/turns", {
          params: {
            path: { id },
            query: {
              limit: TURNS,
              offset: Math.max(0, (one?.turns_count ?? 0) - TURNS),
              transcripts: false,
            },
          },
          signal,
        }),
      ),
  });
  const people = (turns.data?.turns ?? []).filter((turn) => !isLumen(turn.speaker));
  if (conversations.isError) {
    return (
      <Failure
        what="Stored turns cannot be listed."
        error={conversations.error}
        retry={() => void conversations.refetch()}
      />
    );
  }
  if (conversations.data?.conversations.length === 0) {
    return <p className="small soft">No conversation is stored yet, so write a turn of your own below.</p>;
  }
  return (
    <div className="turn-picker">
      <div className="field">
        <label htmlFor="pick-conversation">From a conversation</label>
        <select
          id="pick-conversation"
          className="input"
          value={id}
          onChange={(event) => setId(event.target.value)}
        >
          <option value="">none: I write one</option>
          {conversations.data?.conversations.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      {one && (
        <div className="field">
          <label htmlFor="pick-turn">Its turn</label>
          <select
            id="pick-turn"
            className="input"
            value=""
            disabled={people.length === 0}
            onChange={(event) => onPick(event.target.value)}
          >
            <option value="">
              {turns.isPending
                ? "Loading…"
                : turns.isError
                  ? "The turns cannot be shown"
                  : people.length === 0
                    ? "No person has said anything in it"
                    : "Pick a turn"}
            </option>
            {people.map((turn) => (
              <option key={turn.turn_id} value={turn.turn_id}>
                {turn.seq}. {turn.raw_text.slice(0, LONGEST)}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
