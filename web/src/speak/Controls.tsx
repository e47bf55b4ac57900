import { useState } from "react";
import { Link } from "wouter";
import { Button } from "../ui/Button";
import { canHear } from "./ears";
import type { TalkState } from "./state";
import type { Talk } from "./talk";
import { canSpeak } from "./voice";

/** What a person does in a spoken conversation: listen, type, be read to, cut short, end. */
export function Controls({ talk, now }: { talk: Talk; now: TalkState }) {
  const [text, setText] = useState("");
  const send = () => {
    if (text.trim() !== "") {
      talk.tell(text.trim());
      setText("");
    }
  };
  if (now.state === "ended") {
    return (
      <p className="soft">
        This conversation has ended. <Link href="/speak">Begin another one</Link>
      </p>
    );
  }
  return (
    <div className="speak-controls">
      {canHear() && (
        <Button
          kind={now.listening ? "plain" : "primary"}
          icon={now.listening ? "pause" : "microphone"}
          className="speak-microphone"
          onClick={() => (now.listening ? talk.pause() : talk.listen())}
        >
          {now.listening ? "Stop listening" : "Listen"}
        </Button>
      )}
      <form
        className="row grow"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <input
          className="input grow filter"
          aria-label="Say it by typing"
          placeholder={canHear() ? "Or type it" : "Type what you would say"}
          maxLength={100_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" icon="send" aria-label="Say it" />
      </form>
      <label className="switch small">
        <input
          type="checkbox"
          checked={now.answered}
          onChange={(event) => talk.setAnswered(event.target.checked)}
        />
        Answer me
      </label>
      {canSpeak() && (
        <label className="switch small">
          <input
            type="checkbox"
            checked={now.aloud}
            onChange={(event) => talk.setAloud(event.target.checked)}
          />
          Read replies aloud
        </label>
      )}
      {now.spoken !== null && (
        <Button small onClick={() => talk.hush()}>
          Be quiet
        </Button>
      )}
      <Button kind="quiet" small onClick={() => talk.end()}>
        End
      </Button>
    </div>
  );
}
