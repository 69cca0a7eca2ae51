int plates(int guests) {
    return guests + 1;
}
