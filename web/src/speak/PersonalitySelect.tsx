import { usePersonalities } from "./manners";

/** Manners of replies to choose from, with what is said of the chosen one. */
export function PersonalitySelect({
  id,
  label,
  place,
  value,
  disabled = false,
  choose,
}: {
  id: string;
  label: string;
  /** Whether it stands in a form, or in a line of the settings. */
  place: "field" | "setting";
  value: string;
  disabled?: boolean;
  choose: (personality: string) => void;
}) {
  const all = usePersonalities().data?.personalities;
  const described = all?.find((one) => one.id === value)?.description;
  const text = (
    <p id={`${id}-text`} className="small soft">
      {described ?? "\u00a0"}
    </p>
  );
  return (
    <>
      <div className={place}>
        <label htmlFor={id}>{label}</label>
        <select
          id={id}
          className="input"
          value={value}
          disabled={disabled}
          aria-describedby={`${id}-text`}
          onChange={(event) => choose(event.target.value)}
        >
          {(all ?? [{ id: value }]).map((one) => (
            <option key={one.id} value={one.id}>
              {one.id.replaceAll("_", " ")}
            </option>
          ))}
        </select>
        {place === "field" && text}
      </div>
      {place === "setting" && text}
    </>
  );
}
