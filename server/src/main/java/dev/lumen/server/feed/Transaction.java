package dev.lumen.server.feed;

import java.time.Instant;
import java.util.List;

/**
 * One committed transaction.
 *
 * @param lsn the end of its commit in the log; grows from one transaction to the next
 * @param commitTime by the database's clock
 * @param changes in the order in which they were made; may be empty
 */
public record Transaction(Lsn lsn, Instant commitTime, List<RowChange> changes) {}
