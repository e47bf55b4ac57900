import { Link, useLocation } from "wouter";

const PLACES = [
  ["/lab", "Bench"],
  ["/lab/prompts", "Prompts"],
] as const;

/** The parts of the lab. */
export function LabPlaces() {
  const [path] = useLocation();
  return (
    <nav className="segments" aria-label="Lab">
      {PLACES.map(([to, name]) => (
        <Link key={to} href={to} aria-current={path === to ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
