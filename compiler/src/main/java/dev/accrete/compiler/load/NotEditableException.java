package dev.accrete.compiler.load;

/** A YAML file is written in a form that cannot be changed without touching other things in it. */
public final class NotEditableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Because of this, a sentence without its end. */
  public NotEditableException(String reason) {
    super(reason, null, false, false);
  }
}
