double predicted(int tasks, int atOnce, double each) {
    return (double) tasks / atOnce * each;     // a fifth of a wave takes as long as a whole one
}
