CompletableFuture<Integer> temperature(Station station, String city) throws Exception {
    var box = new CompletableFuture<Integer>();
    station.ask(city, box::complete, failure -> System.out.println(failure)); // nobody waits there
    return box;
}
