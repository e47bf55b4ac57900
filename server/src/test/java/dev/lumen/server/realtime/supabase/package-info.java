@NullMarked
package dev.lumen.server.realtime.supabase;

import org.jspecify.annotations.NullMarked;
