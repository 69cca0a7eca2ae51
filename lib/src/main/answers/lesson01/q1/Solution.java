double predicted(int tasks, int atOnce, double each) {
    int waves = Math.ceilDiv(tasks, atOnce);   // a last wave counts, however few are in it
    return waves * each;
}
