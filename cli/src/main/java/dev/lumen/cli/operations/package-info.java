/**
 * What an operator does with a server and its data: backup, restore, migrations, a look at the
 * whole, conversations in and out.
 */
@NullMarked
package dev.lumen.cli.operations;

import org.jspecify.annotations.NullMarked;
