import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startKeyboard } from "./app/keyboard";
import { followPreferences } from "./app/preferences";
import { deleteOnLeaving } from "./conversations/deletions";
import { observe } from "./performance/observe";
import { startReporting } from "./performance/report";
import "./styles/index.css";

followPreferences();
deleteOnLeaving();
startKeyboard();
observe();
startReporting();

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <App />
    </CSPProvider>
  </StrictMode>,
);
