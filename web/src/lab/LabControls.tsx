import { useState } from "react";
import { api, body } from "../api/client";
import { ApiError } from "../api/errors";
import { Button } from "../ui/Button";
import { count, ms } from "../ui/format";
import { SpeakerSelect } from "../ui/SpeakerSelect";
import type { Lab } from "./useLab";

/** What can be done with the lab's conversation, the queue and the connection. */
export function LabControls({ lab, onQueue }: { lab: Lab; onQueue: () => void }) {
  const { conversation, state, busy } = lab;
  const [speaker, setSpeaker] = useState("User");
  const [text, setText] = useState("we spend mostly on book ads and generic CEO");
  const ready = conversation !== null && busy === null;

  const process = () => {
    void lab.act(`Process a turn of ${speaker}`, async () => {
      if ((await lab.log?.say(speaker, text)) === false) {
        throw new ApiError(0, "NOT_SENT", "It was not sent.", "It stands below with its reason.");
      }
    });
  };
  const testConnection = () =>
    lab.act("Connection test", async () => {
      const health = await body(api.GET("/health"));
      lab.debug.add(
        "info",
        `server ${health.status}, database ${health.database}, feed ${health.feed}, ${count(health.subscribers, "subscriber")}`,
      );
      lab.debug.add(
        "socket",
        `socket ${state.feed}, round trip ${state.roundTripMs === null ? "not measured" : ms(state.roundTripMs)}`,
      );
    });

  return (
    <section className="card stack" aria-label="Controls">
      <div className="row">
        <Button kind="primary" icon="plus" disabled={busy !== null} onClick={() => void lab.create()}>
          Create conversation
        </Button>
        <Button
          icon="play"
          disabled={busy !== null}
          onClick={() =>
            void lab
              .act("Start workers", () => body(api.POST("/api/v1/conversations/queue/start")))
              .then(() => onQueue())
          }
        >
          Start workers
        </Button>
        <Button
          icon="pause"
          disabled={busy !== null}
          onClick={() =>
            void lab
              .act("Stop workers", () => body(api.POST("/api/v1/conversations/queue/stop")))
              .then(() => onQueue())
          }
        >
          Stop workers
        </Button>
        <Button
          disabled={busy !== null}
          onClick={() =>
            void lab.act("Queue status", async () => {
              const now = await body(api.GET("/api/v1/conversations/queue/status"));
              lab.debug.add(
                "info",
                `queue ${now.queue_health}: ${now.total_queued} waiting, ${now.worker_count} workers, ${now.processed_jobs} done, ${now.failed_jobs} failed`,
              );
            })
          }
        >
          Queue status
        </Button>
        <Button disabled={busy !== null} onClick={() => void testConnection()}>
          Test connection
        </Button>
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          process();
        }}
      >
        <SpeakerSelect speakers={["User", "Lumen", "AI"]} value={speaker} onChange={setSpeaker} />
        <input
          className="input grow lab-text"
          aria-label="Text of the turn"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button kind="primary" type="submit" disabled={!ready || text.trim() === ""}>
          Process turn
        </Button>
      </form>
      {conversation === null && (
        <p className="small soft">Create a conversation first: turns and tests need one.</p>
      )}
    </section>
  );
}
