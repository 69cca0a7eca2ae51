double predicted(int tasks, int atOnce, double each) {
    return tasks * each;                       // as if nothing ran together
}
