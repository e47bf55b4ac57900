import { useEffect, useState } from "react";
import { USUAL, useChangeManners, useManners } from "../speak/manners";
import { PersonalitySelect } from "../speak/PersonalitySelect";
import { canSpeak } from "../speak/voice";
import { Failure } from "../ui/Failure";
import { tellFailure } from "../ui/toast";

/** The voices that this browser has; some load them late. */
function useVoices(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!canSpeak()) {
      return;
    }
    const read = () => setNames([...new Set(speechSynthesis.getVoices().map((voice) => voice.name))]);
    read();
    speechSynthesis.addEventListener("voiceschanged", read);
    return () => speechSynthesis.removeEventListener("voiceschanged", read);
  }, []);
  return names;
}

/** How spoken conversations answer: the same on all devices of an account. */
export function Speech() {
  const manners = useManners();
  const change = useChangeManners();
  const voices = useVoices();
  const save = (part: Parameters<typeof change.mutate>[0]) =>
    change.mutate(part, { onError: (error) => tellFailure("This was not changed.", error) });
  // What was chosen is shown while it is being kept.
  const shown = { ...manners.data, ...(change.isPending && change.variables) };
  const voice = shown.preferred_voice ?? "";
  return (
    <section className="card stack" aria-labelledby="speech">
      <h2 id="speech">Voice and manner of replies</h2>
      {manners.isError && (
        <Failure
          what="How you are spoken with cannot be shown."
          error={manners.error}
          retry={() => void manners.refetch()}
        />
      )}
      <PersonalitySelect
        id="personality"
        label="Manner"
        place="setting"
        value={shown.preferred_personality ?? USUAL}
        disabled={manners.data === undefined}
        choose={(personality) => save({ preferred_personality: personality })}
      />
      <div className="setting">
        <label htmlFor="voice">Voice</label>
        <select
          id="voice"
          className="input"
          value={voice}
          disabled={manners.data === undefined}
          onChange={(event) => save({ preferred_voice: event.target.value || null })}
        >
          <option value="">The browser’s own</option>
          {[...new Set([...(voice === "" ? [] : [voice]), ...voices])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p className="small soft">
        A voice that a browser does not have is left aside there, and replies are read in its own.
      </p>
    </section>
  );
}
