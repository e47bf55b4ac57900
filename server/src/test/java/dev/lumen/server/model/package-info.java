@NullMarked
package dev.lumen.server.model;

import org.jspecify.annotations.NullMarked;
