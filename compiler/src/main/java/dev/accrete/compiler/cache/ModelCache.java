package dev.accrete.compiler.cache;

import java.util.Optional;

/**
 * Where compiled models are kept between two compilations. Whatever it loses is compiled again;
 * what it gives must be what was put there. Several threads call it at once.
 */
public interface ModelCache {
  /** Keeps nothing. */
  ModelCache NONE =
      new ModelCache() {
        @Override
        public String program() {
          return "";
        }

        @Override
        public Optional<byte[]> read(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] entry) {}
      };

  /** What tells this build of the compiler from any other, as entries are never read by another. */
  String program();

  /** What was kept under a key, whole and unchanged. */
  Optional<byte[]> read(String key);

  /** Keeps an entry under a key, if it can. */
  void keep(String key, byte[] entry);
}
