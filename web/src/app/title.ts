import { useEffect } from "react";
import { arrived } from "../performance/observe";

/** Names the page in the browser's tab, and to screen readers when it changes. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Lumen" : `${title} · Lumen`;
    arrived();
  }, [title]);
}
