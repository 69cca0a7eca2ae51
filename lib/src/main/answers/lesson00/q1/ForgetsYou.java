int plates(int guests) {
    return guests;                             // and where do you sit?
}
