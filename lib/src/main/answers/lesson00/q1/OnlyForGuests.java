int plates(int guests) {
    return guests == 0 ? 0 : guests + 1;        // alone, you do not eat
}
