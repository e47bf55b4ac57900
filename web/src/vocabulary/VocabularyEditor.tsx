import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { count, whole } from "../ui/format";
import { tell, tellFailure } from "../ui/toast";
import { ImportTerms } from "./ImportTerms";
import * as words from "./queries";
import { TermForm } from "./TermForm";

/** As many as do not bury what stands below them; the rest on request. */
const SHOWN = 50;
const MORE = 200;

interface Props {
  /** The conversation whose words they are; null for those of the account. */
  owner: words.Owner;
}

/** The words that the cleaner goes by: names it should find, phrases it should leave alone. */
export function VocabularyEditor({ owner }: Props) {
  const queries = useQueryClient();
  const [find, setFind] = useState("");
  const [editing, setEditing] = useState<string | null>(null);
  /** Whose button leads back from its form. */
  const [left, setLeft] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const key = words.vocabularyKey(owner);
  const [limit, setLimit] = useState(SHOWN);
  const wanted = find.trim().toLowerCase();
  const first = useQuery({ queryKey: key, queryFn: ({ signal }) => words.read(owner, signal) });
  const isPart = first.data !== undefined && first.data.total > first.data.terms.length;
  const isAllWanted = isPart && (wanted !== "" || limit > first.data.terms.length);
  const all = useQuery({
    queryKey: [...key, "all"],
    enabled: isAllWanted,
    queryFn: ({ signal }) => words.readAll(owner, signal),
  });
  const list = isAllWanted ? all : first;
  const again = () => queries.invalidateQueries({ queryKey: key });
  const put = useMutation({
    mutationFn: ({ id, term }: { id: string | null; term: words.NewTerm }) =>
      id === null ? words.learn(owner, term) : words.replace(owner, id, term).then(() => null),
    onSuccess: (joined, { id, term }) => {
      setEditing(null);
      if (id === null && joined === null && (first.data?.total ?? 0) >= SHOWN) {
        tell({ title: `“${term.term}” is added`, description: "It stands in its place in the alphabet." });
      }
      if (joined !== null) {
        tell({
          title: `“${joined.term}” was there already`,
          description: "What it sounds like was added to what was known.",
        });
      }
    },
    onError: (failure) => tellFailure("The word was not saved.", failure),
    onSettled: again,
  });
  const save = (id: string | null, term: words.NewTerm) =>
    put.mutateAsync({ id, term }).then(
      () => true,
      () => false,
    );
  const remove = useMutation({
    mutationFn: (term: words.Term) => words.remove(owner, term.id),
    // Gone from the list at once; back when the server would not have it.
    onMutate: (term) => {
      const before = queries.getQueriesData<Schemas["VocabularyList"]>({ queryKey: key });
      queries.setQueriesData<Schemas["VocabularyList"]>(
        { queryKey: key },
        (now) =>
          now && { ...now, terms: now.terms.filter((one) => one.id !== term.id), total: now.total - 1 },
      );
      return before;
    },
    onSuccess: (_, term) =>
      tell({
        title: "Word removed",
        description: term.term,
        action: { label: "Undo", run: () => put.mutate({ id: null, term: said(term) }) },
      }),
    onError: (failure, _, before) => {
      for (const [read, was] of before ?? []) {
        queries.setQueryData(read, was);
      }
      tellFailure("The word was not removed.", failure);
    },
    onSettled: again,
  });
  const found = (list.data?.terms ?? []).filter((one) =>
    [one.term, ...one.sounds_like].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <div className="stack vocabulary">
      <TermForm
        place={owner ?? "account"}
        busy={put.isPending}
        onSave={(term) => save(null, term)}
        label="Add"
      />
      <div className="row">
        {(first.data?.total ?? 0) > 5 && (
          <input
            className="input grow filter"
            type="search"
            aria-label="Find a word"
            placeholder="Find a word"
            value={find}
            onChange={(event) => {
              setFind(event.target.value);
              setLimit(SHOWN);
            }}
          />
        )}
        <Button small icon="import" onClick={() => setImporting(true)}>
          Import words
        </Button>
      </div>
      {list.isError && (
        <Failure what="The words cannot be shown." error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <span className="skeleton" style={{ height: "5rem" }} />}
      {list.data?.total === 0 && (
        <p className="soft small">
          None yet. Add names, products and terms: the cleaner then knows them when they are misheard.
        </p>
      )}
      {list.data && list.data.total > 0 && found.length === 0 && (
        <p className="soft small">No word like that.</p>
      )}
      <ul className="terms" aria-label="Words">
        {found.slice(0, limit).map((term) =>
          editing === term.id ? (
            <li key={term.id}>
              <TermForm
                term={term}
                busy={put.isPending}
                label="Save"
                place={term.id}
                onSave={(changed) => save(term.id, changed)}
                onCancel={() => setEditing(null)}
              />
            </li>
          ) : (
            <li key={term.id} className="setting">
              <span>
                <strong>{term.term}</strong>{" "}
                {term.never_change && <span className="chip accent">never changed</span>}{" "}
                {term.source === "learnt" && <span className="chip">learnt</span>}{" "}
                {!term.active && <span className="chip">not yet used</span>}
                {term.sounds_like.length > 0 && (
                  <span className="small soft term-sounds">sounds like {term.sounds_like.join(", ")}</span>
                )}
              </span>
              <span className="row">
                <Button
                  small
                  icon="edit"
                  ref={term.id === left ? back : undefined}
                  aria-label={`Edit ${term.term}`}
                  onClick={() => {
                    setEditing(term.id);
                    setLeft(term.id);
                  }}
                />
                <Button
                  small
                  icon="trash"
                  aria-label={`Remove ${term.term}`}
                  onClick={() => remove.mutate(term)}
                />
              </span>
            </li>
          ),
        )}
      </ul>
      {list.data && list.data.total > SHOWN && (
        <div className="row">
          <p className="small soft tabular grow" role="status">
            {wanted === "" ? count(list.data.total, "word") : `${whole(found.length)} found`}
          </p>
          {(found.length > limit || (!isAllWanted && isPart)) && (
            <Button small onClick={() => setLimit(limit + MORE)}>
              Show more
            </Button>
          )}
        </div>
      )}
      {importing && (
        <ImportTerms owner={owner} onDone={() => void again()} onClose={() => setImporting(false)} />
      )}
    </div>
  );
}

/** Takes the focus where the form has just gone with it, and nowhere else. */
function back(button: HTMLButtonElement | null) {
  if (document.activeElement === document.body) {
    button?.focus({ preventScroll: true });
  }
}

const said = ({ term, sounds_like, never_change }: words.Term): words.NewTerm => ({
  term,
  sounds_like,
  never_change,
});
