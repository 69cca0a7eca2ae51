package asynclab.exercise;

/** The exercises of the first, third, fifth lesson and so on. */
class EvenProofsTest extends Proofs {
    EvenProofsTest() {
        super(0);
    }
}
