import { Link, useLocation } from "wouter";
import { LAB_PLACES } from "../app/places";

/** Leads from one part of the lab to another. */
export function LabPlaces() {
  const [path] = useLocation();
  return (
    <nav className="segments" aria-label="Lab">
      {LAB_PLACES.map(([to, name]) => (
        <Link key={to} href={to} aria-current={path === to ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
