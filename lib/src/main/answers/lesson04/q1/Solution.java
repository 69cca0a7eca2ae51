CompletableFuture<Integer> temperature(Station station, String city) throws Exception {
    var box = new CompletableFuture<Integer>();
    station.ask(city, box::complete, box::completeExceptionally);
    return box;                           // still empty; the station's thread fills it
}
