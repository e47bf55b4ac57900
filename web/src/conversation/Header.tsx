import { Menu } from "@base-ui/react/menu";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { api, body, type Conversation } from "../api/client";
import { useDelete } from "../conversations/deletions";
import { type Settable, useChange } from "../conversations/queries";
import { Button } from "../ui/Button";
import { ms } from "../ui/format";
import { Icon } from "../ui/Icon";
import { Modal } from "../ui/Modal";
import { tellFailure } from "../ui/toast";
import { NARROW, useMedia } from "../ui/useMedia";
import { LiveChip } from "./LiveChip";
import type { LogState } from "./logState";
import { conversationKey } from "./useConversation";

interface Props {
  conversation: Conversation | undefined;
  log: LogState;
  panel: boolean;
  onExport: () => void;
  onPanel: () => void;
}

function Rename({ one, onClose }: { one: Conversation; onClose: () => void }) {
  const [name, setName] = useState(one.name);
  const [description, setDescription] = useState(one.description ?? "");
  const change = useChange();
  return (
    <Modal title="Rename" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ one, change: { name: name.trim(), description } }, { onSuccess: onClose });
        }}
      >
        <div className="field">
          <label htmlFor="rename-name">Name</label>
          <input
            id="rename-name"
            className="input"
            // biome-ignore lint/a11y/noAutofocus: the dialog was opened to write this
            autoFocus
            maxLength={255}
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="rename-description">Description</label>
          <textarea
            id="rename-description"
            className="input"
            maxLength={10_000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        </div>
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={name.trim() === ""} busy={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Which conversation it is, how it stands, how news of it gets here. */
export function Header({ conversation: one, log, panel, onExport, onPanel }: Props) {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [renaming, setRenaming] = useState(false);
  const change = useChange();
  const remove = useDelete();
  const paused = one?.status === "paused";
  const pause = useMutation({
    mutationFn: () =>
      one === undefined
        ? Promise.reject(new Error("not read yet"))
        : body(
            api.POST(paused ? "/api/v1/conversations/{id}/resume" : "/api/v1/conversations/{id}/pause", {
              params: { path: { id: one.id } },
            }),
          ),
    onSettled: () => one && queries.invalidateQueries({ queryKey: conversationKey(one.id) }),
    onError: (failure) => tellFailure(paused ? "It was not resumed." : "It was not paused.", failure),
  });
  const narrow = useMedia(NARROW);
  const canPause = (one?.status === "active" || paused) && !log.removed;
  const set = (status: Settable) => one && change.mutate({ one, change: { status } });

  return (
    <header className="conversation-head">
      <h1 title={one?.name}>
        {one?.name ?? <span className="skeleton" style={{ width: "14rem", height: "1.6rem" }} />}
      </h1>
      {one && one.status !== "active" && <span className={paused ? "chip warn" : "chip"}>{one.status}</span>}
      <LiveChip log={log} />
      {log.queue !== null && (
        <span className="chip warn tabular">
          {log.queue.position} waiting{paused ? " until resumed" : `, about ${ms(log.queue.waitMs)}`}
        </span>
      )}
      <span className="grow" />
      {one && (
        <div className="row head-actions">
          {!narrow && canPause && (
            <Button
              small
              icon={paused ? "play" : "pause"}
              busy={pause.isPending}
              onClick={() => pause.mutate()}
            >
              {paused ? "Resume" : "Pause"}
            </Button>
          )}
          {(!narrow || log.removed) && (
            <Button small icon="export" onClick={onExport}>
              Export
            </Button>
          )}
          <Button
            small
            kind="quiet"
            icon="panel"
            aria-label="Side panel"
            aria-pressed={panel}
            onClick={onPanel}
          />
          {!log.removed && (
            <Menu.Root>
              <Menu.Trigger render={<Button small kind="quiet" icon="more" aria-label="More" />} />
              <Menu.Portal>
                <Menu.Positioner align="end" sideOffset={4} className="popup-place">
                  <Menu.Popup className="popup">
                    {narrow && canPause && (
                      <Menu.Item className="menu-item" onClick={() => pause.mutate()}>
                        <Icon name={paused ? "play" : "pause"} /> {paused ? "Resume" : "Pause"}
                      </Menu.Item>
                    )}
                    {narrow && (
                      <Menu.Item className="menu-item" onClick={onExport}>
                        <Icon name="export" /> Export
                      </Menu.Item>
                    )}
                    <Menu.Item className="menu-item" onClick={() => setRenaming(true)}>
                      <Icon name="edit" /> Rename
                    </Menu.Item>
                    {one.status !== "completed" && (
                      <Menu.Item className="menu-item" onClick={() => set("completed")}>
                        <Icon name="check" /> Mark as completed
                      </Menu.Item>
                    )}
                    {one.status === "archived" || one.status === "completed" ? (
                      <Menu.Item className="menu-item" onClick={() => set("active")}>
                        <Icon name="undo" /> Bring back
                      </Menu.Item>
                    ) : (
                      <Menu.Item className="menu-item" onClick={() => set("archived")}>
                        <Icon name="archive" /> Archive
                      </Menu.Item>
                    )}
                    <Menu.Item
                      className="menu-item danger"
                      onClick={() => {
                        remove(one);
                        go("/");
                      }}
                    >
                      <Icon name="trash" /> Delete
                    </Menu.Item>
                  </Menu.Popup>
                </Menu.Positioner>
              </Menu.Portal>
            </Menu.Root>
          )}
        </div>
      )}
      {renaming && one && <Rename one={one} onClose={() => setRenaming(false)} />}
    </header>
  );
}
