package asynclab.exercise;

/** The exercises of the second, fourth, sixth lesson and so on. */
class OddProofsTest extends Proofs {
    OddProofsTest() {
        super(1);
    }
}
