interface Props {
  speakers: readonly string[];
  value: string;
  onChange: (speaker: string) => void;
}

/** Who says a turn that is written by hand. */
export function SpeakerSelect({ speakers, value, onChange }: Props) {
  return (
    <select
      className="input"
      aria-label="Speaker"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {speakers.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
