double predicted(int tasks, int atOnce, double each) {
    return tasks / atOnce * each;              // whole numbers: 11 / 5 is 2
}
