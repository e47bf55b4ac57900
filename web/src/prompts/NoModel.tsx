/** What to set where nobody can be asked, and what works all the same. */
export function NoModel() {
  return (
    <div className="notice calm no-model">
      <div className="stack">
        <strong>No language model is configured</strong>
        <p>
          Turns are cleaned by Lumen’s own rules, and nothing of them leaves the machine. To have a model
          asked about what the cleaner is unsure of, start the server with one of these:
        </p>
        <pre>
          {`LUMEN_MODEL_API_KEY=…                                        # Gemini
LUMEN_MODEL_PROVIDER=openai LUMEN_MODEL_API_KEY=…            # OpenAI
LUMEN_MODEL_PROVIDER=ollama LUMEN_MODEL_NAME=llama3.2        # Ollama on this machine
LUMEN_MODEL_PROVIDER=openai LUMEN_MODEL_URL=http://127.0.0.1:8080/v1 LUMEN_MODEL_NAME=…`}
        </pre>
        <p>
          Without one, templates can be written and put to use, and you see the question that a model would be
          asked beside what the cleaner makes of a turn. Comparing needs answers, so it waits for a model.
        </p>
      </div>
    </div>
  );
}
