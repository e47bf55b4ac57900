package dev.lumen.server.prompt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Prompt templates in the database. Every method runs inside the caller's transaction. */
final class TemplateStore {
  /** How many versions there can be, all templates together. */
  static final int MOST = 2_000;

  /** What a person writes of a template. */
  record Draft(String name, String template, String description) {
    /** Whether it is what stands in a template already. */
    boolean isOf(Template template) {
      return equals(new Draft(template.name(), template.template(), template.description()));
    }
  }

  /** The active one first, then by name, the newest version first. */
  List<Template> list(Handle handle, boolean inactiveToo) {
    return handle
        .createQuery(
            """
            SELECT * FROM prompt_templates WHERE is_active OR :all
             ORDER BY is_active DESC, lower(name), version DESC
            """)
        .bind("all", inactiveToo)
        .map((rs, ctx) -> template(rs))
        .list();
  }

  Optional<Template> find(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT * FROM prompt_templates WHERE id = :id")
        .bind("id", id)
        .map((rs, ctx) -> template(rs))
        .findOne();
  }

  /** The one that models are asked with. */
  Optional<Template> active(Handle handle) {
    return handle
        .createQuery("SELECT * FROM prompt_templates WHERE is_active")
        .map((rs, ctx) -> template(rs))
        .findOne();
  }

  /** The newest that ships with Lumen. */
  Template builtIn(Handle handle) {
    return handle
        .createQuery(
            "SELECT * FROM prompt_templates WHERE built_in ORDER BY created_at DESC LIMIT 1")
        .map((rs, ctx) -> template(rs))
        .one();
  }

  int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM prompt_templates").mapTo(Integer.class).one();
  }

  /** A new template; empty when there is one of this name. */
  Optional<Template> create(Handle handle, Draft draft) {
    return handle
        .createQuery(
            """
            INSERT INTO prompt_templates (family, name, version, template, description)
            SELECT gen_random_uuid(), :name, 1, :template, :description
             WHERE NOT EXISTS (SELECT FROM prompt_templates WHERE lower(name) = lower(:name))
            ON CONFLICT DO NOTHING RETURNING *
            """)
        .bind("name", draft.name())
        .bind("template", draft.template())
        .bind("description", draft.description())
        .map((rs, ctx) -> template(rs))
        .findOne();
  }

  /** Whether no version of it is newer. */
  boolean isNewest(Handle handle, Template template) {
    return handle
        .createQuery(
            "SELECT NOT EXISTS (SELECT FROM prompt_templates WHERE family = :family AND version > :version)")
        .bind("family", template.family())
        .bind("version", template.version())
        .mapTo(Boolean.class)
        .one();
  }

  /** The next version of a template; empty when its name is another's, or somebody was faster. */
  Optional<Template> addVersion(Handle handle, Template before, Draft draft) {
    return handle
        .createQuery(
            """
            INSERT INTO prompt_templates (family, name, version, template, description)
            SELECT :family, :name, max(version) + 1, :template, :description
              FROM prompt_templates WHERE family = :family
            HAVING NOT EXISTS (SELECT FROM prompt_templates
                                WHERE lower(name) = lower(:name) AND family <> :family)
            ON CONFLICT DO NOTHING RETURNING *
            """)
        .bind("family", before.family())
        .bind("name", draft.name())
        .bind("template", draft.template())
        .bind("description", draft.description())
        .map((rs, ctx) -> template(rs))
        .findOne();
  }

  /** Has models be asked with this one from now on; empty when there is no such template. */
  Optional<Template> activate(Handle handle, UUID id) {
    // One after the other: two that activate at once would both find nobody active.
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('prompt_templates.is_active'))");
    Optional<Template> found = find(handle, id);
    if (found.isEmpty() || found.get().isActive()) {
      return found;
    }
    handle.execute("UPDATE prompt_templates SET is_active = FALSE WHERE is_active");
    return handle
        .createQuery("UPDATE prompt_templates SET is_active = TRUE WHERE id = :id RETURNING *")
        .bind("id", id)
        .map((rs, ctx) -> template(rs))
        .findOne();
  }

  private static Template template(ResultSet rs) throws SQLException {
    String text = rs.getString("template");
    return new Template(
        rs.getObject("id", UUID.class),
        rs.getObject("family", UUID.class),
        rs.getString("name"),
        text,
        rs.getString("description"),
        new TemplateText(text).variables(),
        rs.getInt("version"),
        rs.getBoolean("is_active"),
        rs.getBoolean("built_in"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
