List<String> breakfast(Kitchen kitchen) throws Exception {
    var said = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Callable<String> errand : List.<Callable<String>>of(kitchen::tea, kitchen::toast, kitchen::eggs)) {
            said.add(threads.submit(errand).get());   // waits before it starts the next
        }
    }
    return said;
}
