CompletableFuture<Integer> temperature(Station station, String city) throws Exception {
    var box = new CompletableFuture<Integer>();
    station.ask(city, box::complete, failure -> box.complete(null)); // looks like a value
    return box;
}
