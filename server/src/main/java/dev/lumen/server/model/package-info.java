/**
 * Language models behind one interface: Gemini, servers that speak OpenAI's protocol, Ollama. None
 * is needed; without one Lumen works by itself.
 */
@NullMarked
package dev.lumen.server.model;

import org.jspecify.annotations.NullMarked;
