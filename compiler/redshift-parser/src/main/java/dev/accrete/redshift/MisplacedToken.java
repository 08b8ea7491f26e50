package dev.accrete.redshift;

/** A word that the grammar would take where it stands, and Redshift does not. */
final class MisplacedToken extends ParseException {
  private static final long serialVersionUID = 1L;

  private final transient Token place;

  MisplacedToken(Token place) {
    super(place.image);
    this.place = place;
  }

  Token place() {
    return place;
  }
}
